using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.WebFrontend.Queue.Tokens;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(List<SigningKey>))]
internal sealed partial class TokenKeyJson : JsonSerializerContext;
