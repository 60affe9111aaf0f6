using System.CommandLine;
using System.CommandLine.Parsing;
using Ticketing.Rehearsal.Http;

namespace Ticketing.Rehearsal.Cli;

/// <summary>The options that say which server is asked, and how. A rehearsal and verify have them both.</summary>
internal sealed class ServerOptions
{
    private readonly Option<Uri> url = new("--url")
    {
        Description = "The server, http or https",
        DefaultValueFactory = _ => new Uri("http://localhost:5000"),
        CustomParser = ReadUrl,
    };
    private readonly Option<bool> allowRemote = new("--allow-remote")
    {
        Description = "Allow a server that is not this machine",
    };
    private readonly Option<bool> insecure = new("--insecure")
    {
        Description = "Accept any certificate of an https server, such as a self-signed one",
    };
    private readonly Option<ExtraHeader[]> headers = new("--header")
    {
        Description =
            "\"Name: value\", sent with every request; may be repeated. {user} in the value is the buyer's user id; "
            + "operator calls leave such a header out",
        DefaultValueFactory = _ => [],
        CustomParser = ReadHeaders,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(url);
        command.Add(allowRemote);
        command.Add(insecure);
        command.Add(headers);
    }

    /// <summary>Reads what was given.</summary>
    public ServerSettings Read(ParseResult parsed) =>
        new()
        {
            Url = parsed.GetValue(url)!,
            AllowRemote = parsed.GetValue(allowRemote),
            Insecure = parsed.GetValue(insecure),
            Headers = parsed.GetValue(headers)!,
        };

    private static Uri? ReadUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }
        result.AddError($"--url {text}: not a url such as http://localhost:5000 or https://localhost:5001.");
        return null;
    }

    private static ExtraHeader[] ReadHeaders(ArgumentResult result)
    {
        var read = new List<ExtraHeader>();
        foreach (var token in result.Tokens)
        {
            var (header, refusal) = ExtraHeader.Parse(token.Value);
            if (header is null)
            {
                result.AddError(refusal!);
                continue;
            }
            read.Add(header);
        }
        return [.. read];
    }
}
