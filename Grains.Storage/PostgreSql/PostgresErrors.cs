using System.Net.Sockets;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>Tells which errors mean that the server cannot be used now, rather than that it refuses a statement.</summary>
internal static class PostgresErrors
{
    public static bool IsOutage(Exception exception) =>
        exception switch
        {
            PostgresException refusal => IsOutage(refusal.SqlState),
            NpgsqlException
            or TimeoutException
            or IOException
            or SocketException
            or ObjectDisposedException => true,
            // Npgsql's answer to the use of a connection that broke a moment ago.
            InvalidOperationException => true,
            _ => false,
        };

    /// <summary>Two transactions in each other's way: nothing was stored, and a smaller batch may succeed.</summary>
    public static bool IsCollision(Exception exception) =>
        exception is PostgresException { SqlState: ['4', '0', ..] };

    /// <summary>A row that was to be new is there already; nothing of its transaction was stored.</summary>
    public static bool IsDuplicate(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.UniqueViolation;

    // Classes 08 connection, 28 authorization, 3D no such database, 53 resources, 57 operator intervention,
    // 58 system error, and 25006, a server that is read-only because it is a standby.
    private static bool IsOutage(string sqlState) =>
        sqlState is "25006" || sqlState[..2] is "08" or "28" or "3D" or "53" or "57" or "58";
}
