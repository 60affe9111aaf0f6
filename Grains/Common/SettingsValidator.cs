using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Ticketing.Common;

/// <summary>
/// Checks settings against the validation attributes of their properties, and says of each wrong one in a
/// sentence what it is called in the configuration, what it is and what it may be.
/// </summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var wrong = typeof(TOptions)
            .GetProperties()
            .SelectMany(setting => setting.GetCustomAttributes<ValidationAttribute>(), Check)
            .OfType<string>()
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        string? Check(PropertyInfo setting, ValidationAttribute rule)
        {
            var value = setting.GetValue(options);
            return rule.IsValid(value)
                ? null
                : $"{section}:{setting.Name} is {value ?? "empty"}; {Demand(rule)}.";
        }
    }

    private static string Demand(ValidationAttribute rule) =>
        rule is RangeAttribute range
            ? $"it must be from {range.Minimum} to {range.Maximum}"
            : rule.ErrorMessage ?? "it is not allowed";
}
