using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;
using Ticketing.Bench.RedisLine;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, WireContext.Default)
);
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
var port = builder.Configuration.GetValue("Redis:Port", 6379);
await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port}");
var script = await redis.GetServers()[0].ScriptLoadAsync(RedisQueue.Script);
builder.Services.AddSingleton(new RedisQueue(redis.GetDatabase(), script));

// Several front ends share the key; a lone one makes its own.
var key = builder.Configuration["TokenKey"] is { } text
    ? SHA256.HashData(Encoding.UTF8.GetBytes(text))
    : RandomNumberGenerator.GetBytes(32);
builder.Services.AddSingleton(new TokenSigner(key));
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.MapGet("/alive", () => Results.Ok());
app.MapPut("/api/admin/queues/{queueId}", (string queueId) => Results.Ok());
app.MapLine();
app.Run();
