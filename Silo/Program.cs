using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Hosting;

// Settings are read once. A host that waits for changes of its files is woken by every write to a file below its folder.
var builder = Host.CreateApplicationBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
builder.Configuration.AddCommandLine(args, ClusterSettings.Switches);
try
{
    builder.AddSilo();
    builder.AddTelemetry("ticketing-silo");
    // Activations are written down and handed over before the process ends.
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
    using var host = builder.Build();
    await host.Services.PrepareAsync();
    await host.RunAsync();
    return 0;
}
catch (Exception failure) when (StartRefusal.Explain(failure) is { } reasons)
{
    return StartRefusal.Report(reasons);
}
