using System.CommandLine;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Cli;

/// <summary>Makes options with their defaults and ranges.</summary>
internal static class Options
{
    /// <summary>A text that may be left out.</summary>
    public static Option<string?> Text(string name, string description) =>
        new(name) { Description = description };

    /// <summary>A whole number within a range.</summary>
    public static Option<int> Number(string name, string description, int preset, int min, int max)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description}; {min} to {max}",
            DefaultValueFactory = _ => preset,
        };
        option.Validators.Add(result =>
        {
            // A value that is not a number has its own error, and cannot be read here.
            if (
                int.TryParse(result.Tokens.FirstOrDefault()?.Value, out var value)
                && (value < min || value > max)
            )
            {
                result.AddError($"{name} {value}: must be {min} to {max}.");
            }
        });
        return option;
    }

    /// <summary>Think time, as <c>200</c> or <c>0-200</c>.</summary>
    public static Option<ThinkTime> Think() =>
        new("--think-ms")
        {
            Description = "Pause before each click in milliseconds: 200, or 0-200 for a random one",
            DefaultValueFactory = _ => new ThinkTime(0, 200),
            CustomParser = result =>
            {
                if (!ThinkTime.TryParse(result.Tokens[0].Value, out var think))
                {
                    result.AddError(
                        $"--think-ms {result.Tokens[0].Value}: must be like 200 or 0-200, at most an hour."
                    );
                }
                return think;
            },
        };
}
