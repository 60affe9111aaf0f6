using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Ticketing.Hosting;
using Ticketing.TestSupport;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class PauseGuardTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _clock = new();
    private readonly FakeMembership _membership = new();
    private readonly PauseGuard _guard;

    public PauseGuardTests() => _guard = new(_membership, _clock, Limit, NullLogger<PauseGuard>.Instance);

    [Fact]
    public async Task A_process_that_runs_without_pauses_answers_and_reads_nothing()
    {
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(Limit / 2);
            _guard.MayAnswer.ShouldBeTrue();
            await _guard.CheckAsync(default);
        }

        _membership.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_long_pause_nobody_is_answered_until_the_membership_was_read()
    {
        _clock.Advance(Limit);
        _guard.MayAnswer.ShouldBeFalse();

        await _guard.CheckAsync(default);

        _membership.Reads.ShouldBe(1);
        _guard.MayAnswer.ShouldBeTrue();
    }

    [Fact]
    public async Task While_the_membership_cannot_be_read_nobody_is_answered()
    {
        _clock.Advance(Limit);
        _membership.OnRead = () => throw new TimeoutException();
        await _guard.CheckAsync(default);
        _guard.MayAnswer.ShouldBeFalse();

        _membership.OnRead = () => { };
        await _guard.CheckAsync(default);
        _guard.MayAnswer.ShouldBeTrue();
    }

    [Fact]
    public async Task A_pause_while_the_membership_is_read_counts_as_well()
    {
        _clock.Advance(Limit);
        _membership.OnRead = () => _clock.Advance(Limit);

        await _guard.CheckAsync(default);

        _guard.MayAnswer.ShouldBeFalse();
    }

    public void Dispose() => _guard.Dispose();

    private sealed class FakeMembership : IClusterMembershipService
    {
        public Action OnRead { get; set; } = () => { };

        public int Reads { get; private set; }

        public ClusterMembershipSnapshot CurrentSnapshot => throw new NotSupportedException();

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates =>
            throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken)
        {
            Reads++;
            OnRead();
            return ValueTask.CompletedTask;
        }

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
