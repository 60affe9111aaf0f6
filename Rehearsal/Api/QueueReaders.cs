using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Reads what the buyers need of the answers about users and the line.</summary>
internal static class QueueReaders
{
    /// <summary>Reads a created user.</summary>
    public static UserAnswer User(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return User(ref reader);
    }

    private static UserAnswer User(ref Utf8JsonReader reader)
    {
        string? userId = null;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("userId"u8))
            {
                userId = JsonMembers.Text(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(userId, "userId"));
    }

    /// <summary>Reads a token status.</summary>
    public static TokenStatus Token(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Token(ref reader);
    }

    private static TokenStatus Token(ref Utf8JsonReader reader)
    {
        string? token = null;
        string? queueId = null;
        TokenState status = TokenState.Unknown;
        string? reason = null;
        long rank = -1;
        long ahead = -1;
        double pollAfterSeconds = 0;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("token"u8))
            {
                token = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("queueId"u8))
            {
                queueId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                status = State(ref reader);
            }
            else if (reader.ValueTextEquals("reason"u8))
            {
                reason = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("rank"u8))
            {
                rank = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("ahead"u8))
            {
                ahead = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("pollAfterSeconds"u8))
            {
                pollAfterSeconds = JsonMembers.Real(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(
            JsonMembers.Required(token, "token"),
            queueId ?? "",
            status,
            reason,
            rank,
            ahead,
            pollAfterSeconds
        );
    }

    private static TokenState State(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.String ? throw new JsonException("A status was expected.")
            : reader.ValueTextEquals("waiting"u8) ? TokenState.Waiting
            : reader.ValueTextEquals("active"u8) ? TokenState.Active
            : reader.ValueTextEquals("completed"u8) ? TokenState.Completed
            : reader.ValueTextEquals("expired"u8) ? TokenState.Expired
            : TokenState.Unknown;
    }

    /// <summary>Reads an operator's view of a queue.</summary>
    public static QueueAnswer Queue(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Queue(ref reader);
    }

    private static QueueAnswer Queue(ref Utf8JsonReader reader)
    {
        long capacity = -1;
        long admissionBatch = -1;
        double admissionPeriodSeconds = 0;
        bool paused = false;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("capacity"u8))
            {
                capacity = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("admissionBatch"u8))
            {
                admissionBatch = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("admissionPeriodSeconds"u8))
            {
                admissionPeriodSeconds = JsonMembers.Real(ref reader);
            }
            else if (reader.ValueTextEquals("paused"u8))
            {
                paused = JsonMembers.Flag(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(capacity, admissionBatch, admissionPeriodSeconds, paused);
    }
}
