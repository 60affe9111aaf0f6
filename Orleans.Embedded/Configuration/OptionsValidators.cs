using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Orleans.Configuration;

/// <summary>Stops the start when ages of activations make no sense.</summary>
internal sealed class GrainCollectionOptionsValidator : IValidateOptions<GrainCollectionOptions>
{
    public ValidateOptionsResult Validate(string? name, GrainCollectionOptions options)
    {
        if (options.CollectionQuantum <= TimeSpan.Zero)
        {
            return ValidateOptionsResult.Fail(
                $"GrainCollectionOptions.CollectionQuantum must be more than zero, not {options.CollectionQuantum}."
            );
        }

        var tooShort = options
            .ClassSpecificCollectionAge.Append(new("CollectionAge", options.CollectionAge))
            .FirstOrDefault(age => age.Value <= options.CollectionQuantum);
        return tooShort.Key is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"GrainCollectionOptions: the age of {tooShort.Key}, {tooShort.Value}, must be more than the quantum, "
                    + $"{options.CollectionQuantum}."
            );
    }
}

/// <summary>Stops the start when calls could not wait.</summary>
internal sealed class SiloMessagingOptionsValidator : IValidateOptions<SiloMessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloMessagingOptions options) =>
        options.ResponseTimeout > TimeSpan.Zero || options.ResponseTimeout == Timeout.InfiniteTimeSpan
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"SiloMessagingOptions.ResponseTimeout must be more than zero, not {options.ResponseTimeout}."
            );
}

/// <summary>Stops the start when reminders could not tick.</summary>
internal sealed class ReminderOptionsValidator : IValidateOptions<ReminderOptions>
{
    public ValidateOptionsResult Validate(string? name, ReminderOptions options) =>
        options.MinimumReminderPeriod < TimeSpan.Zero
            ? ValidateOptionsResult.Fail("ReminderOptions.MinimumReminderPeriod must not be negative.")
        : options.RefreshReminderListPeriod <= TimeSpan.Zero
            ? ValidateOptionsResult.Fail("ReminderOptions.RefreshReminderListPeriod must be more than zero.")
        : options.InitializationTimeout <= TimeSpan.Zero
            ? ValidateOptionsResult.Fail("ReminderOptions.InitializationTimeout must be more than zero.")
        : ValidateOptionsResult.Success;
}
