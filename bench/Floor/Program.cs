using Ticketing.Bench.Floor;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
await using var rows = await RowSink.OpenAsync(builder.Configuration.GetConnectionString("Tickets"));
var app = builder.Build();
app.Run(new Constants(rows).AnswerAsync);
app.Run();
