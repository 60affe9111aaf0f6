using System.Security.Cryptography;
using Ticketing.Bench.RedisLine;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireContext.Default)
);
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
var port = builder.Configuration.GetValue("Redis:Port", 6379);
await using var redis = await RedisConnection.OpenAsync("127.0.0.1", port);
await using var line = await RedisQueue.OpenAsync(redis);
builder.Services.AddSingleton(line);
builder.Services.AddSingleton(new TokenSigner(RandomNumberGenerator.GetBytes(32)));
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.MapGet("/alive", () => Results.Ok());
app.MapPut("/api/admin/queues/{queueId}", (string queueId) => Results.Ok());
app.MapLine();
app.Run();
