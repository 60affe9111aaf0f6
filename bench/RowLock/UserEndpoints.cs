using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>Users.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this WebApplication app) => app.MapPost("/api/users", CreateAsync);

    private static async Task<IResult> CreateAsync(NewUser user, NpgsqlDataSource database)
    {
        var userId = user.UserId ?? Guid.NewGuid().ToString("N");
        await using var command = database.CreateCommand(
            "insert into users (user_id, name) values ($1, $2) on conflict do nothing"
        );
        command.Parameters.Add(P(userId));
        command.Parameters.Add(P(user.Name));
        return await command.ExecuteNonQueryAsync() == 0
            ? Refusal.Of(409, "user-exists")
            : Results.Json(
                new UserAnswer(userId, user.Name, 0),
                WireContext.Default.UserAnswer,
                statusCode: 201
            );
    }
}
