using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>
/// Writes states for Orleans' ADO.NET storage as the group-commit storage writes them, so that either reads
/// the other's rows and operators' views read both.
/// </summary>
internal sealed class StateJsonSerializer(StateJson json, IOptions<GroupCommitStorageOptions> options)
    : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input)
    {
        var payload = json.Serialize(input);
        return payload.Length <= options.Value.MaxPayloadBytes
            ? new BinaryData(payload)
            : throw new InvalidOperationException(
                $"A {typeof(T).Name} is {payload.Length} bytes of JSON; Storage:MaxPayloadBytes allows "
                    + $"{options.Value.MaxPayloadBytes}. Nothing was stored."
            );
    }

    public T? Deserialize<T>(BinaryData input) => json.Deserialize<T>(input.ToMemory().Span);
}
