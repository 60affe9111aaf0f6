using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ticketing.Tests.Common;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Reservations:HoldSeconds", "0", "Reservations:HoldSeconds is 0; it must be from 1 to 3600.")]
    [InlineData(
        "Reservations:MaxHoldsPerUser",
        "101",
        "Reservations:MaxHoldsPerUser is 101; it must be from 1 to 100."
    )]
    [InlineData("Wallet:MaxBalance", "0", "Wallet:MaxBalance is 0; it must be from 1 to 1000000000000000.")]
    [InlineData("Wallet:Currency", "won", "Wallet:Currency is won; it must be an ISO 4217 code such as KRW.")]
    [InlineData("Wallet:RecentEntries", "31", "Wallet:RecentEntries is 31; it must be from 32 to 1024.")]
    [InlineData("Catalog:MaxSeats", "5001", "Catalog:MaxSeats is 5001; it must be from 1 to 5000.")]
    [InlineData("Users:RememberedUsers", "1", "Users:RememberedUsers is 1; it must be from 2 to 10000000.")]
    [InlineData("Audit:MaxViolations", "0", "Audit:MaxViolations is 0; it must be from 1 to 100000.")]
    public void A_wrong_value_stops_the_start_with_a_sentence_that_names_the_setting(
        string setting,
        string value,
        string sentence
    ) =>
        Should.Throw<OptionsValidationException>(() => Start((setting, value))).Failures.ShouldBe([sentence]);

    [Fact]
    public void The_defaults_start() => Should.NotThrow(() => Start());

    [Fact]
    public void A_process_that_is_held_up_at_its_start_does_not_take_a_right_value_for_a_wrong_one()
    {
        var patterns = typeof(TicketingGrains)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties())
            .SelectMany(setting => setting.GetCustomAttributes<RegularExpressionAttribute>())
            .ToList();

        patterns.ShouldNotBeEmpty();
        patterns.ShouldAllBe(pattern => pattern.MatchTimeoutInMilliseconds == -1);
    }

    private static void Start(params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Setting, (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddTicketingGrains(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
