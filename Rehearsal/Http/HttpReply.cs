namespace Ticketing.Rehearsal.Http;

/// <summary>Reads what is needed out of a response body. The span is valid during the call only.</summary>
internal delegate T BodyReader<T>(int status, ReadOnlySpan<byte> body);

/// <summary>What became of a request: an answer, or the reason why there is none.</summary>
/// <param name="Status">HTTP status; 0 when no answer came.</param>
/// <param name="Value">What the body reader made of the body; default when no answer came.</param>
/// <param name="RetryAfterSeconds">The header of that name; -1 when it was not sent.</param>
/// <param name="Failure">Why no answer came (connection refused, reset, timed out); null when one came.</param>
/// <param name="Took">From the first byte sent to the last byte received.</param>
/// <param name="WaitedForConnection">Time in which every connection of the pool was busy.</param>
internal readonly record struct HttpReply<T>(
    int Status,
    T? Value,
    int RetryAfterSeconds,
    string? Failure,
    TimeSpan Took,
    TimeSpan WaitedForConnection
);
