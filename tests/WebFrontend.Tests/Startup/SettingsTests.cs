using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed partial class SettingsTests
{
    /// <summary>Each number that the papers allow a range, with a value below it and one above it.</summary>
    public static TheoryData<string, string> OutOfRange => ValuesOutOfRange(ofStorage: false);

    /// <summary>Each number or switch.</summary>
    public static TheoryData<string> NumbersAndSwitches => FindNumbersAndSwitches(ofStorage: false);

    internal static TheoryData<string, string> ValuesOutOfRange(bool ofStorage)
    {
        var values = new TheoryData<string, string>();
        foreach (var (setting, row) in Rows(ofStorage))
        {
            if (
                decimal.TryParse(row.Default, CultureInfo.InvariantCulture, out _)
                && Range().Match(row.Allowed) is { Success: true } range
            )
            {
                var (low, high) = (Number(range.Groups[1].Value), Number(range.Groups[2].Value));
                values.Add(setting, (low - 1).ToString(CultureInfo.InvariantCulture));
                values.Add(setting, (high + 1).ToString(CultureInfo.InvariantCulture));
            }
        }
        return values;
    }

    internal static TheoryData<string> FindNumbersAndSwitches(bool ofStorage) =>
        [
            .. Rows(ofStorage)
                .Where(row =>
                    row.Value.Default is "true" or "false" || long.TryParse(row.Value.Default, out _)
                )
                .Select(row => row.Key),
        ];

    private static IEnumerable<KeyValuePair<string, PaperRow>> Rows(bool ofStorage) =>
        Papers
            .Settings("docs/SETTINGS.md")
            .Where(row => row.Key.StartsWith("Storage:", StringComparison.Ordinal) == ofStorage);

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task A_value_out_of_the_range_in_the_papers_stops_the_start(string setting, string value) =>
        (await RefusedAsync(setting, value)).ShouldContain(setting);

    [Theory]
    [MemberData(nameof(NumbersAndSwitches))]
    [InlineData("Catalog:Sample")]
    public async Task A_word_in_place_of_a_number_or_switch_stops_the_start(string setting) =>
        (await RefusedAsync(setting, "perhaps")).ShouldContain(setting);

    [Theory]
    [InlineData("Queue:Default:Capacity", "")]
    [InlineData("Queue:Default:Capacity", "99999999999999999999")]
    [InlineData("Queue:Default:Capacity", "1e3")]
    [InlineData("Wallet:Currency", "won")]
    [InlineData("Wallet:Currency", "")]
    [InlineData("Auth:UserIdHeader", "not a header")]
    [InlineData("Admin:Key", "with space")]
    [InlineData("Tokens:SigningKeys:0:Key", "short")]
    [InlineData("Tokens:SigningKeys:0:Id", "")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "somewhere")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "10.0.0.0/99")]
    [InlineData("Tokens:SigningKeys", "one-and-only-secret-of-some-length")]
    [InlineData("ForwardedHeaders:KnownProxies", "10.0.0.1")]
    [InlineData("Urls", "nonsense")]
    [InlineData("Urls", "ftp://localhost:5000")]
    [InlineData("Urls", "http://localhost:99999")]
    [InlineData("Urls", "http://192.0.2.1:5000")]
    [InlineData("Cluster:Role", "Silo")]
    [InlineData("Cluster:Role", "7")]
    [InlineData("Cluster:AdvertisedAddress", "here")]
    [InlineData("Cluster:AdvertisedAddress", "0.0.0.0")]
    [InlineData("Cluster:Id", "")]
    [InlineData("Cluster:CoHostSilo", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "telex")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "no address")]
    public async Task A_wrong_value_stops_the_start_and_names_the_setting(string setting, string value) =>
        (await RefusedAsync(setting, value)).ShouldContain(setting);

    [Fact]
    public void Dotnet_run_is_Development_and_leaves_the_address_to_the_settings()
    {
        // An address in a launch profile would silently win over ASPNETCORE_URLS.
        using var launch = JsonDocument.Parse(Papers.Read("WebFrontend/Properties/launchSettings.json"));
        var profile = launch.RootElement.GetProperty("profiles").EnumerateObject().First().Value;
        profile.TryGetProperty("applicationUrl", out _).ShouldBeFalse();
        var environment = profile.GetProperty("environmentVariables");
        environment.EnumerateObject().Single().Name.ShouldBe("ASPNETCORE_ENVIRONMENT");
        environment.GetProperty("ASPNETCORE_ENVIRONMENT").GetString().ShouldBe("Development");
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_stops_the_start_and_says_where_it_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-certificate-").FullName;
        var noCertificate = Path.Combine(folder, "broken.pem");
        await File.WriteAllTextAsync(noCertificate, "no certificate");
        foreach (var path in new[] { noCertificate, folder + "/none.pem", folder + "/none/none.pem" })
        {
            await using var server = new TestServer()
                .With("Urls", "https://127.0.0.1:0")
                .With("Kestrel:Certificates:Default:Path", path);
            var refused = await Should.ThrowAsync<Exception>(() => server.StartAsync());
            StartFailures.Explain(refused).ShouldNotBeNull().Single().ShouldContain("Kestrel:Certificates");
        }
        Directory.Delete(folder, recursive: true);
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

    /// <summary>What a start with that value is refused with.</summary>
    internal static async Task<string> RefusedAsync(string setting, string value)
    {
        await using var server = new TestServer().With(setting, value);
        var refused = await Should.ThrowAsync<Exception>(() => server.StartAsync());
        return string.Join(' ', StartFailures.Explain(refused) ?? throw refused);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([\d,]+) to ([\d,]+)( |$)")]
    private static partial Regex Range();
}
