namespace Ticketing.Queue.Line;

/// <summary>Somebody who was admitted. Times in milliseconds since 1970.</summary>
/// <param name="ServiceEnd">Admission plus the service time.</param>
/// <param name="Until">When the place ends; moved past the service's end by a hold.</param>
/// <param name="HoldUntil">When the latest hold that was heard of ends; nobody is a no-show before.</param>
internal readonly record struct ActivePlace(long ServiceEnd, long Until, long HoldUntil);
