using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Ticketing.Users;
using Ticketing.Wallets;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Idempotency;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Wallets;

/// <summary>The prepaid balance: read it, charge it, read its history.</summary>
internal static class WalletRoutes
{
    /// <summary>Maps <c>/api/users/{userId}/balance</c>.</summary>
    public static void MapWallets(this IEndpointRouteBuilder routes)
    {
        var wallets = routes.MapGroup("/api/users/{userId}/balance").WithTags("Wallets");
        if (routes.ServiceProvider.GetRequiredService<IOptions<WalletOptions>>().Value.RequireQueueToken)
        {
            wallets.Needs(TokenUse.Live);
        }
        wallets
            .MapGet("/", GetBalanceAsync)
            .WithSummary("The balance.")
            .Refuses(Problems.UserMismatch, Problems.UserNotFound);
        wallets
            .MapPost("/charges", ChargeAsync)
            .WithSummary("Adds an amount to the balance.")
            .Is(Work.Started)
            .Takes(typeof(ChargeRequest))
            .TakesIdempotencyKey()
            .Refuses(
                Problems.ValidationFailed,
                Problems.AmountInvalid,
                Problems.UserMismatch,
                Problems.UserNotFound,
                Problems.BalanceLimit
            );
        wallets
            .MapGet("/history", GetHistoryAsync)
            .WithSummary("Every charge and payment, newest first.")
            .WithMetadata(new PagedMetadata())
            .Refuses(Problems.ValidationFailed, Problems.UserMismatch, Problems.UserNotFound);
    }

    private static async Task<Results<Ok<BalanceBody>, ApiProblem>> GetBalanceAsync(
        string userId,
        HttpContext context,
        IGrainFactory grains,
        UserIds users,
        IOptions<WalletOptions> options,
        IOptions<AuthOptions> auth
    )
    {
        if (await RefuseAsync(context, userId, users, auth.Value) is { } refusal)
        {
            return refusal;
        }
        var balance = await grains.GetGrain<IWalletGrain>(userId).GetBalanceAsync();
        return TypedResults.Ok(new BalanceBody(userId, balance, options.Value.Currency));
    }

    private static async Task<Results<Ok<ChargedBody>, ApiProblem>> ChargeAsync(
        string userId,
        HttpContext context,
        IGrainFactory grains,
        UserIds users,
        IOptions<AuthOptions> auth
    )
    {
        if (await RefuseAsync(context, userId, users, auth.Value) is { } refusal)
        {
            return refusal;
        }
        var (body, invalid) = await BodyReader.ReadAsync<ChargeRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        var operation = context.KeyedOperation();
        var charged = await grains
            .GetGrain<IWalletGrain>(userId)
            .ChargeAsync(new ChargeWallet(body.Amount, operation?.Id, operation?.RequestHash));
        context.MarkReplayed(charged.Replayed);
        return charged.Status switch
        {
            ChargeStatus.Charged => TypedResults.Ok(
                new ChargedBody(userId, charged.Balance, charged.EntryId)
            ),
            ChargeStatus.AmountInvalid => new ApiProblem(Problems.AmountInvalid),
            ChargeStatus.KeyReused => new ApiProblem(Problems.IdempotencyKeyReused),
            ChargeStatus.BalanceLimit => new ApiProblem(Problems.BalanceLimit, charged.MaxBalance)
                .With("balance", charged.Balance)
                .With("maxBalance", charged.MaxBalance),
            _ => throw new InvalidOperationException($"A charge ended as {charged.Status}."),
        };
    }

    private static async Task<Results<Ok<HistoryBody>, ApiProblem>> GetHistoryAsync(
        string userId,
        HttpContext context,
        IGrainFactory grains,
        UserIds users,
        IOptions<AuthOptions> auth
    )
    {
        if (await RefuseAsync(context, userId, users, auth.Value) is { } refusal)
        {
            return refusal;
        }
        if (Paging.Read(context.Request, out var paging) is { } invalid)
        {
            return invalid;
        }
        var history = await grains
            .GetGrain<IWalletGrain>(userId)
            .GetHistoryAsync(paging.Before, paging.Limit);
        return TypedResults.Ok(new HistoryBody([.. history.Entries.Select(ToEntry)], history.Next));
    }

    private static HistoryEntry ToEntry(WalletEntry entry) =>
        new(
            entry.EntryId,
            entry.Kind == WalletEntryKind.Charge ? "charge" : "payment",
            entry.Amount,
            entry.BalanceAfter,
            entry.At,
            entry.ReservationId
        );

    // The token's user exists and is believed; without tokens, the path is looked up first, so that a made-up id
    // activates no wallet.
    private static async ValueTask<ApiProblem?> RefuseAsync(
        HttpContext context,
        string userId,
        UserIds users,
        AuthOptions auth
    )
    {
        if (context.Features.Get<Caller>() is { } caller)
        {
            return caller.UserId == userId ? null : new ApiProblem(Problems.UserMismatch);
        }
        if (!Identity.May(context, auth, userId))
        {
            return new ApiProblem(Problems.UserMismatch);
        }
        return await users.ExistsAsync(userId) ? null : new ApiProblem(Problems.UserNotFound);
    }
}
