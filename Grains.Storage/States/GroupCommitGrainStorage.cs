using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>
/// Grain storage that commits the writes of all grains that wait in one transaction. A row is found by the state's name
/// and the key part of the grain's id, so a state name belongs to one kind of grain only. The etag is the row's version
/// as text: a write that does not follow the stored version fails alone with
/// <see cref="InconsistentStateException"/>. A clear leaves a tombstone that keeps counting versions, so that an
/// activation from before it stays fenced.
/// </summary>
internal sealed class GroupCommitGrainStorage(
    StateStore store,
    StateJson json,
    IOptions<GroupCommitStorageOptions> options,
    TimeProvider time
) : IGrainStorage
{
    private readonly int _maxPayloadBytes = options.Value.MaxPayloadBytes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    )
    {
        var key = KeyOf(grainId);
        var stored = await store
            .ReadAsync(new PendingRead(stateName, key), cancellationToken)
            .ConfigureAwait(false);
        grainState.State = stored?.Payload is { } payload
            ? Deserialize<T>(stateName, key, payload)
            : EmptyState.Create<T>();
        grainState.ETag = stored is { } row ? ToETag(row.Version) : null;
        grainState.RecordExists = stored?.Payload is not null;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    )
    {
        var payload = json.Serialize(grainState.State);
        if (payload.Length > _maxPayloadBytes)
        {
            throw new InvalidOperationException(
                $"State '{stateName}' of '{grainId}' is {payload.Length} bytes of JSON; "
                    + $"Storage:MaxPayloadBytes allows {_maxPayloadBytes}. Nothing was stored."
            );
        }

        var write = NextWrite(stateName, grainId, grainState.ETag, payload);
        Conclude(write, await store.WriteAsync(write, cancellationToken).ConfigureAwait(false), grainState);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    )
    {
        if (grainState.ETag is null)
        {
            // The grain has never seen a row. If there is none, there is nothing to clear and no row is made for it.
            var stored = await store
                .ReadAsync(new PendingRead(stateName, KeyOf(grainId)), cancellationToken)
                .ConfigureAwait(false);
            if (stored is { } row)
            {
                throw Conflict(stateName, KeyOf(grainId), row.Version, null);
            }
        }
        else
        {
            var write = NextWrite(stateName, grainId, grainState.ETag, payload: null);
            Conclude(
                write,
                await store.WriteAsync(write, cancellationToken).ConfigureAwait(false),
                grainState
            );
        }

        grainState.State = EmptyState.Create<T>();
        grainState.RecordExists = false;
    }

    private PendingWrite NextWrite(string stateName, GrainId grainId, string? etag, byte[]? payload) =>
        new(
            stateName,
            KeyOf(grainId),
            VersionAfter(stateName, grainId, etag),
            payload,
            time.GetUtcNow().ToUnixTimeMilliseconds()
        );

    private static void Conclude<T>(PendingWrite write, WriteAnswer answer, IGrainState<T> grainState)
    {
        if (!answer.Stored)
        {
            throw Conflict(write.StateName, write.Key, answer.StoredVersion, grainState.ETag);
        }

        grainState.ETag = ToETag(write.Version);
    }

    private T? Deserialize<T>(string stateName, string key, byte[] payload)
    {
        try
        {
            return json.Deserialize<T>(payload);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"State '{stateName}' of key '{key}' in the database is not a {typeof(T).Name}: {exception.Message}",
                exception
            );
        }
    }

    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    private static string ToETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long VersionAfter(string stateName, GrainId grainId, string? etag)
    {
        if (etag is null)
        {
            return 1;
        }

        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version + 1
            : throw Conflict(stateName, KeyOf(grainId), null, etag);
    }

    private static InconsistentStateException Conflict(
        string stateName,
        string key,
        long? stored,
        string? current
    )
    {
        var storedEtag = stored is null or 0 ? null : ToETag(stored.Value);
        return new InconsistentStateException(
            $"State '{stateName}' of key '{key}' was written by another activation: the database has version "
                + $"{storedEtag ?? "none"}, this activation has {current ?? "none"}. Nothing of this write was stored.",
            storedEtag,
            current
        );
    }
}
