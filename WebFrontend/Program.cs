using Ticketing.Hosting;
using Ticketing.WebFrontend.Startup;

try
{
    // Settings are read once. A host that waits for changes of its files is woken by every write below its folder, and
    // the database is there.
    var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
    builder.Configuration.AddCommandLine(args, ClusterSettings.Switches);
    builder.AddTicketing();
    await using var app = builder.Build();
    await app.PrepareAsync();
    app.MapTicketing();
    await app.StartAsync();
    Greeting.Print(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure) when (StartFailures.Explain(failure) is { } reasons)
{
    return StartRefusal.Report(reasons);
}
