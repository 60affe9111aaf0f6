using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Api;

/// <summary>Where a person stands in the line.</summary>
[JsonConverter(typeof(TokenStateConverter))]
internal enum TokenState
{
    /// <summary>Reserved: not asked yet.</summary>
    Unknown = 0,

    /// <summary>In the line.</summary>
    Waiting = 1,

    /// <summary>Let in.</summary>
    Active = 2,

    /// <summary>Done: has paid.</summary>
    Completed = 3,

    /// <summary>Out, for the reason given beside it.</summary>
    Expired = 4,
}

/// <summary>Reads a state by its name; a number is not one.</summary>
internal sealed class TokenStateConverter()
    : JsonStringEnumConverter<TokenState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
