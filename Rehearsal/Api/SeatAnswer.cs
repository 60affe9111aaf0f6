using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Api;

/// <summary>A seat of a map.</summary>
[JsonConverter(typeof(SeatConverter))]
internal readonly record struct SeatAnswer(int SeatNumber, bool IsAvailable);

/// <summary>
/// Reads a seat without an object or a text for each. A map has thousands of seats, and read by generated code they would
/// be most of the processor time of a rehearsal.
/// </summary>
internal sealed class SeatConverter : JsonConverter<SeatAnswer>
{
    /// <inheritdoc/>
    public override SeatAnswer Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        int? number = null;
        bool? available = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isNumber, isStatus) = (
                reader.ValueTextEquals("seatNumber"u8),
                reader.ValueTextEquals("status"u8)
            );
            reader.Read();
            if (isNumber)
            {
                number = reader.GetInt32();
            }
            else if (isStatus && reader.TokenType == JsonTokenType.String)
            {
                available = reader.ValueTextEquals("available"u8);
            }
            else
            {
                reader.Skip();
            }
        }
        return number is { } seat && available is { } free
            ? new(seat, free)
            : throw new JsonException("A seat has a 'seatNumber' and a 'status'.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SeatAnswer value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Seats are only read.");
}
