using System.Data.Common;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.WebFrontend.Http;

/// <summary>Says which refusal answers an exception that reached the edge.</summary>
internal static class Failures
{
    /// <summary>
    /// Storage, cluster or time-outs: 503, worth repeating. What HTTP itself refuses: its 4xx. Anything else: 500.
    /// </summary>
    public static ApiProblem ToProblem(Exception failure) =>
        failure switch
        {
            BadHttpRequestException { StatusCode: 413 } => BodyReader.TooLarge(),
            BadHttpRequestException { StatusCode: 408 } => new(Problems.RequestTimedOut),
            BadHttpRequestException { StatusCode: 415 } => new(Problems.MediaTypeUnsupported),
            BadHttpRequestException => new(Problems.RequestRefused),
            _ when IsUnavailable(failure) => ApiProblem.Unavailable(),
            _ => new(Problems.InternalError),
        };

    private static bool IsUnavailable(Exception failure) =>
        failure
            is TimeoutException
                or OperationCanceledException
                or OrleansException
                or InconsistentStateException
                or Ticketing.Storage.StorageUnavailableException
                or Ticketing.Queue.Board.QueueBusyException
                or DbException
        || (failure.InnerException is { } inner && IsUnavailable(inner));
}
