using Npgsql;
using Ticketing.Bench.RowLock;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireContext.Default)
);
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);

await using var database = Database.Open(
    builder.Configuration.GetConnectionString("Tickets")
        ?? throw new InvalidOperationException("ConnectionStrings:Tickets is not set."),
    builder.Configuration.GetValue("Pool", 24)
);
await Database.CreateAsync(database);
builder.Services.AddSingleton(database);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Schedules>();
builder.Services.AddHostedService<Admission>();

var app = builder.Build();
app.MapGet("/alive", () => Results.Ok());
app.MapAdmin();
app.MapUsers();
app.MapQueue();
app.MapSeats();
app.MapCharges();
app.MapReservations();
app.MapPayments();
app.Run();
