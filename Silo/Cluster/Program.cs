using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Ticketing.Hosting;
using Ticketing.Storage;

// Settings are read once. A host that waits for changes of its files is woken by every write to a file below its folder.
var builder = Host.CreateApplicationBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
builder.Configuration.AddCommandLine(
    args,
    new Dictionary<string, string>
    {
        ["--silo-port"] = "Cluster:SiloPort",
        ["--gateway-port"] = "Cluster:GatewayPort",
        ["--address"] = "Cluster:AdvertisedAddress",
        ["--cluster-id"] = "Cluster:Id",
    }
);
try
{
    SiloHost.Configure(builder);
    using var host = builder.Build();
    await host.Services.MigrateTicketStorageAsync();
    await host.RunAsync();
    return 0;
}
catch (Exception exception) when (StartRefusal.Explain(exception) is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return 1;
}
