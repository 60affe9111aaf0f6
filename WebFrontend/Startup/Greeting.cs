using Microsoft.Extensions.Options;
using Ticketing.Storage;
using Ticketing.WebFrontend.Admin;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Says at the start where to go, and in Development with which key.</summary>
internal static class Greeting
{
    /// <summary>Writes it to standard output.</summary>
    public static void Print(WebApplication app)
    {
        var url = app.Urls.FirstOrDefault() ?? "http://localhost:5000";
        var storage = app.Services.GetRequiredService<IOptions<GroupCommitStorageOptions>>().Value;
        var database = storage.UsesPostgreSql ? "PostgreSQL" : Path.GetFullPath(storage.Path);
        Console.WriteLine($"Selling tickets at {url}, every call at {url}/docs; the data is in {database}.");
        if (app.Services.GetRequiredService<AdminKey>().Made is { } key)
        {
            Console.WriteLine(
                $"Operators send the header 'Admin-Key: {key}' (made for this run; set Admin:Key)."
            );
            Console.WriteLine($"  curl -s {url}/api/admin/queues/default -H 'Admin-Key: {key}'");
        }
        Console.WriteLine($"  curl -s {url}/api/users --json '{{\"userId\":\"minji\",\"name\":\"Minji\"}}'");
    }
}
