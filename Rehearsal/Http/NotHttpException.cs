namespace Ticketing.Rehearsal.Http;

/// <summary>The other side sent something that is not HTTP/1.1 as this client speaks it.</summary>
internal sealed class NotHttpException(string message) : IOException(message);
