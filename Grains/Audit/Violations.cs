using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ticketing.Audit;

/// <summary>Collects sentences up to a limit, and counts the rest.</summary>
internal sealed class Violations(int limit)
{
    private readonly ImmutableArray<string>.Builder _kept = ImmutableArray.CreateBuilder<string>();
    private long _left;

    /// <summary>Whether there is none.</summary>
    public bool AreNone => _kept.Count == 0;

    /// <summary>Adds one.</summary>
    public void Add(string sentence)
    {
        if (_kept.Count < limit)
        {
            _kept.Add(sentence);
        }
        else
        {
            _left++;
        }
    }

    /// <summary>Adds one where something that must hold does not. The sentence is made only then.</summary>
    public void Unless(
        bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref ViolationSentence sentence
    )
    {
        if (!holds)
        {
            Add(sentence.ToStringAndClear());
        }
    }

    /// <summary>The sentences, with one about those beyond the limit.</summary>
    public ImmutableArray<string> ToReport() =>
        _left == 0
            ? _kept.ToImmutable()
            :
            [
                .. _kept.Take(limit - 1),
                string.Create(CultureInfo.InvariantCulture, $"{_left + 1} more violations are not listed."),
            ];
}

/// <summary>
/// A sentence that is not even put together while all is well: an audit asks millions of questions.
/// </summary>
[InterpolatedStringHandler]
internal ref struct ViolationSentence
{
    private DefaultInterpolatedStringHandler _text;

    public ViolationSentence(int literalLength, int formattedCount, bool holds, out bool shouldAppend)
    {
        shouldAppend = !holds;
        _text = holds
            ? default
            : new DefaultInterpolatedStringHandler(
                literalLength,
                formattedCount,
                CultureInfo.InvariantCulture
            );
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    public string ToStringAndClear() => _text.ToStringAndClear();
}
