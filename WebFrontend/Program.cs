using Ticketing.WebFrontend.Startup;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddTicketing();
    await using var app = builder.Build();
    await app.PrepareAsync();
    app.MapTicketing();
    await app.StartAsync();
    Greeting.Print(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure) when (StartFailures.Explain(failure) is { } sentences)
{
    foreach (var sentence in sentences)
    {
        Console.Error.WriteLine(sentence);
    }
    return 1;
}
