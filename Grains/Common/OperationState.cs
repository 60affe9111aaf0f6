namespace Ticketing.Common;

/// <summary>
/// Where to find what an operation made, once that has left its owner's own row. Written before the row is
/// trimmed, so a repeat is known for good and those who never had much history pay nothing for it.
/// </summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Operation")]
internal sealed record OperationState
{
    /// <summary>The number of the history entry or of the reservation; 0 where there is no record.</summary>
    [Id(0)]
    public long Number { get; init; }
}

/// <summary>
/// Keys of <see cref="OperationState"/> records. Each kind has its own, so that equal ids never meet.
/// </summary>
internal static class OperationKeys
{
    /// <summary>A charge with the id that its caller gave.</summary>
    public static string Charge(string userId, string operationId) => $"{userId}/charge/{operationId}";

    /// <summary>The debit of a reservation.</summary>
    public static string Debit(string userId, string reservationId) => $"{userId}/debit/{reservationId}";

    /// <summary>A reservation with the id that its caller gave.</summary>
    public static string Reserve(string userId, string operationId) => $"{userId}/reserve/{operationId}";

    /// <summary>A payment of a reservation with the id that its caller gave.</summary>
    public static string Pay(string userId, string operationId) => $"{userId}/pay/{operationId}";
}
