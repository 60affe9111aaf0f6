using System.Buffers;

namespace Ticketing.WebFrontend.Http;

/// <summary>An answer whose JSON is written already; it leaves in one packet with its headers.</summary>
internal sealed class JsonBytes(ReadOnlyMemory<byte> json) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json.Span);
        return Task.CompletedTask;
    }
}
