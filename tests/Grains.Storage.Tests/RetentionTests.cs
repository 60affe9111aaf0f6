using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Ticketing.TestSupport;

namespace Ticketing.Storage.Tests;

/// <summary>The periodic deletion, beside whatever the database says to it.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task A_pass_that_fails_is_not_the_last_one_whatever_it_failed_with()
    {
        var clock = new ManualTimeProvider();
        var options = new GroupCommitStorageOptions { RetentionPeriodMinutes = 1 };
        options.Retention["note"] = TimeSpan.FromHours(1);
        var passes = new Passes();
        using var service = new RetentionService(
            passes,
            Options.Create(options),
            clock,
            NullLogger<RetentionService>.Instance
        );
        await service.StartAsync(CancellationToken.None);
        while (clock.WaitingTimers == 0)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await passes.Begun.WaitAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        (await Task.WhenAny(passes.Begun.WaitAsync(), service.ExecuteTask!)).ShouldNotBe(service.ExecuteTask);
        await service.StopAsync(CancellationToken.None);
    }

    private sealed class Passes : IRecordRetention
    {
        public SemaphoreSlim Begun { get; } = new(0);

        public Task<long> DeleteOlderThanAsync(
            string stateName,
            DateTimeOffset cutoff,
            CancellationToken cancellationToken
        )
        {
            Begun.Release();
            throw new InvalidDataException("A deadlock, say.");
        }
    }
}
