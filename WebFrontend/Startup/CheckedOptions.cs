using System.Collections;
using Microsoft.Extensions.Options;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Settings that can say what is wrong with them.</summary>
internal interface ICheckedOptions
{
    /// <summary>A sentence for each wrong setting that names it.</summary>
    IEnumerable<string> Problems();
}

/// <summary>Stops the start where settings are wrong.</summary>
internal static class CheckedOptions
{
    /// <summary>Reads the section into the options and checks them at start.</summary>
    public static void AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, ICheckedOptions
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(provider => new Validator<TOptions>(
            provider.GetRequiredService<IConfiguration>().GetSection(section)
        ));
    }

    /// <summary>A sentence for each value that is out of its range.</summary>
    public static IEnumerable<string> Ranges(
        params (string Setting, long Value, long Low, long High)[] ranges
    ) =>
        from range in ranges
        where range.Value < range.Low || range.Value > range.High
        select $"{range.Setting} is {range.Value}; it must be from {range.Low} to {range.High}.";

    // The binder passes over a list that is given as one value; it must not look as if it had been heard.
    private static IEnumerable<string> NoLists(IConfigurationSection section, Type options) =>
        from property in options.GetProperties()
        where
            property.PropertyType != typeof(string)
            && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        let setting = section.GetSection(property.Name)
        where !string.IsNullOrEmpty(setting.Value)
        select $"{setting.Path} is a list: set {setting.Path}:0 and so on.";

    private sealed class Validator<TOptions>(IConfigurationSection section) : IValidateOptions<TOptions>
        where TOptions : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            options.Problems().Concat(NoLists(section, typeof(TOptions))).ToList() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
