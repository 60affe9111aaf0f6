using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Ticketing.Concerts;

namespace Ticketing.Tests.Concerts;

public sealed class ScheduleWakerTests
{
    private readonly CancellationTokenSource _started = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _called = new();
    private readonly TaskCompletionSource<CatalogSnapshot?> _answer = new();
    private readonly List<LogLevel> _logged = [];
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();

    [Fact]
    public async Task A_process_that_is_stopped_while_it_wakes_dates_says_nothing()
    {
        var waker = await StartAsync();
        await _stopping.CancelAsync();
        _answer.SetException(new TimeoutException("The silo is stopping."));
        await waker.ExecuteTask!;
        _logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_date_that_cannot_be_woken_while_the_process_runs_is_logged()
    {
        var waker = await StartAsync();
        _answer.SetException(new TimeoutException("No answer."));
        await waker.ExecuteTask!;
        _logged.ShouldBe([LogLevel.Warning]);
    }

    [Fact]
    public async Task One_date_that_cannot_be_woken_leaves_none_asleep()
    {
        var dates = Enumerable.Range(0, 5).Select(i => new ScheduleKey("concert", $"{i}")).ToList();
        var schedules = dates.ConvertAll(_ => Substitute.For<IScheduleGrain>());
        for (var i = 0; i < dates.Count; i++)
        {
            _grains.GetGrain<IScheduleGrain>(dates[i].ToString()).Returns(schedules[i]);
        }
        schedules[0].GetSummaryAsync().ThrowsAsync(new TimeoutException("No answer."));
        var waker = await StartAsync();
        var definition = new ScheduleDefinition(DateTimeOffset.MaxValue, 1, 1);
        var infos = dates.Select(key => new ScheduleInfo(key, definition));
        _answer.SetResult(new(1, [new ConcertInfo("concert", "t", "v", "default", [.. infos])], []));
        await waker.ExecuteTask!;
        foreach (var schedule in schedules)
        {
            await schedule.Received(1).GetSummaryAsync();
        }
        _logged.ShouldBe([LogLevel.Warning]);
    }

    // Up to the call that is on its way.
    private async Task<ScheduleWaker> StartAsync()
    {
        var lifetime = Substitute.For<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Returns(_started.Token);
        lifetime.ApplicationStopping.Returns(_stopping.Token);
        var catalog = Substitute.For<ICatalogGrain>();
        catalog
            .GetAsync(Arg.Any<long>())
            .Returns(_ =>
            {
                _called.TrySetResult();
                return _answer.Task;
            });
        _grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Returns(catalog);
        var waker = new ScheduleWaker(
            new CatalogCopy(_grains, TimeProvider.System),
            _grains,
            lifetime,
            Options.Create(new CatalogOptions()),
            TimeProvider.System,
            new Logger(_logged)
        );
        await waker.StartAsync(CancellationToken.None);
        await _started.CancelAsync();
        await _called.Task;
        return waker;
    }

    private sealed class Logger(List<LogLevel> logged) : ILogger<ScheduleWaker>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => logged.Add(logLevel);
    }
}
