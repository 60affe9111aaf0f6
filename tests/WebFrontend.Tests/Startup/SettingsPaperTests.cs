using System.Collections;
using System.Globalization;
using System.Reflection;
using Ticketing.Hosting;
using Ticketing.Storage;
using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

/// <summary>The papers name every setting, with the default that it has.</summary>
public sealed class SettingsPaperTests
{
    // Set in another place, or by code alone.
    private static readonly string[] NoSettings =
    [
        "Storage:ConnectionString",
        "Storage:JsonTypeInfoResolvers",
    ];

    public static TheoryData<string, string?> Settings
    {
        get
        {
            var settings = new TheoryData<string, string?>();
            Type[] homes =
            [
                typeof(TicketingServer),
                typeof(TicketingGrains),
                typeof(GroupCommitStorageOptions),
                typeof(GrainHosting),
            ];
            foreach (var type in homes.SelectMany(home => home.Assembly.GetTypes()))
            {
                if (type.GetField("Section")?.GetRawConstantValue() is string section)
                {
                    var defaults = Activator.CreateInstance(type);
                    foreach (var property in type.GetProperties().Where(IsBound))
                    {
                        settings.Add($"{section}:{property.Name}", Text(property.GetValue(defaults)));
                    }
                }
            }
            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_stands_in_the_paper_with_its_default(string setting, string? standard)
    {
        if (NoSettings.Contains(setting))
        {
            return;
        }
        var papers = Papers.Settings("docs/SETTINGS.md");
        papers.ShouldContainKey(setting);
        if (standard is not null)
        {
            papers[setting].Default.ShouldBe(standard);
        }
    }

    [Fact]
    public void The_paper_names_no_setting_that_is_not_there()
    {
        var known = Settings.Select(row => (string)row[0]).ToHashSet();
        known.Count.ShouldBeGreaterThan(50);
        Papers
            .Settings("docs/SETTINGS.md")
            .Keys.Where(name => !known.Contains(name))
            .ShouldBe(["ConnectionStrings:Tickets", "Storage:Provider"]);
    }

    [Fact]
    public void The_README_says_the_same()
    {
        var all = Papers.Settings("docs/SETTINGS.md");
        var main = Papers.Settings("README.md");
        main.Count.ShouldBeGreaterThan(15);
        foreach (var (setting, row) in main)
        {
            all.ShouldContainKey(setting);
            row.Default.ShouldBe(all[setting].Default, setting);
        }
    }

    private static bool IsBound(PropertyInfo property) =>
        (property.SetMethod?.IsPublic == true && !property.SetMethod.IsStatic)
        || (
            !property.GetMethod!.IsStatic
            && property.PropertyType != typeof(string)
            && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        );

    // Null: nothing that could be said in a word.
    private static string? Text(object? value) =>
        value switch
        {
            null or IEnumerable and not string => null,
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
