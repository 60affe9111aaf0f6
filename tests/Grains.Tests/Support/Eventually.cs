using System.Diagnostics;

namespace Ticketing.Tests.Support;

/// <summary>
/// For what nobody waits for: one-way messages and timers. The manual clock decides when they begin; this only lets the
/// threads that carry them have their turn, and fails where it does not come to pass.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"It did not come to pass: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    public static Task BecomesAsync<T>(Func<Task<T>> read, T expected) =>
        IsTrueAsync(async () => Equals(await read(), expected), $"{expected}");
}
