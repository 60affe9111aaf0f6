namespace Ticketing.Storage;

/// <summary>A state as it is stored.</summary>
/// <param name="StateName">The state's name, for example <c>wallet</c>.</param>
/// <param name="Key">The key part of the grain's id.</param>
/// <param name="Version">How often the state has been written; the etag as a number.</param>
/// <param name="Payload">The state as UTF-8 JSON; <see cref="StateJson"/> reads it.</param>
public sealed record StoredRecord(string StateName, string Key, long Version, ReadOnlyMemory<byte> Payload);
