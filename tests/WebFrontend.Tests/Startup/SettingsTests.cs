using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Queue:Default:Capacity", "-1")]
    [InlineData("Queue:Default:AdmissionBatch", "0")]
    [InlineData("Reservations:HoldSeconds", "0")]
    [InlineData("Reservations:MaxHoldsPerUser", "0")]
    [InlineData("Wallet:MaxBalance", "0")]
    [InlineData("Wallet:Currency", "won")]
    [InlineData("RateLimit:PerTokenPerSecond", "-1")]
    [InlineData("RateLimit:PerAddressPerSecond", "-1")]
    [InlineData("Auth:UserIdHeader", "not a header")]
    [InlineData("Admin:Key", "with space")]
    [InlineData("Tokens:SigningKeys:0:Key", "short")]
    [InlineData("Events:MaxSeatStreams", "-1")]
    [InlineData("Idempotency:RememberHours", "0")]
    [InlineData("Shutdown:DrainSeconds", "601")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "somewhere")]
    [InlineData("Storage:MaxBatch", "0")]
    public async Task A_wrong_value_stops_the_start_and_names_the_setting(string setting, string value)
    {
        await using var server = new TestServer().With(setting, value);
        var refused = await Should.ThrowAsync<Exception>(() => server.StartAsync());
        var sentences = StartFailures.Explain(refused);
        sentences.ShouldNotBeNull(refused.ToString());
        string.Join(' ', sentences).ShouldContain(setting);
    }

    [Theory]
    [InlineData("Queue:Default:Capacity", "many")]
    [InlineData("RateLimit:PerTokenPerSecond", "1.5")]
    [InlineData("Wallet:RequireQueueToken", "perhaps")]
    public async Task A_value_of_the_wrong_kind_stops_the_start_and_names_the_setting(
        string setting,
        string value
    )
    {
        await using var server = new TestServer().With(setting, value);
        var refused = await Should.ThrowAsync<Exception>(() => server.StartAsync());
        string.Join(' ', StartFailures.Explain(refused) ?? []).ShouldContain(setting);
    }

    [Fact]
    public void With_PostgreSQL_outside_Development_the_keys_must_be_configured()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(
            new Microsoft.AspNetCore.Builder.WebApplicationOptions { EnvironmentName = "Production" }
        );
        builder.Configuration["ConnectionStrings:Tickets"] = "Host=localhost;Database=tickets";
        builder.AddTicketing();
        using var app = builder.Build();
        Should
            .Throw<StartRefusedException>(() => TokenKeys.Make(app.Services))
            .Message.ShouldContain("Tokens:SigningKeys");
    }
}
