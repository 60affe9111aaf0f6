using System.Collections.Immutable;
using NSubstitute;
using Ticketing.Concerts;

namespace Ticketing.Tests.Concerts;

public sealed class CatalogCopyTests
{
    [Fact]
    public async Task What_was_added_before_the_question_is_found_however_many_ask_at_once()
    {
        var catalog = new GrowingCatalog();
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Returns(catalog);
        var copy = new CatalogCopy(grains, TimeProvider.System);

        var missed = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(asker => Task.Run(() => AskAsync(catalog, copy, asker)))
        );

        missed.Sum().ShouldBe(0);
    }

    private static async Task<int> AskAsync(GrowingCatalog catalog, CatalogCopy copy, int asker)
    {
        var missed = 0;
        for (var i = 0; i < 500; i++)
        {
            var queueId = $"{asker}-{i}";
            catalog.Add(asker, queueId);
            missed += await copy.HasQueueAsync(queueId) ? 0 : 1;
        }
        return missed;
    }

    private sealed class GrowingCatalog : ICatalogGrain
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<int, string> _newest = [];
        private CatalogSnapshot _snapshot = new(1, [], []);

        // The newest of each asker is enough, as none looks for another.
        public void Add(int asker, string queueId)
        {
            lock (_lock)
            {
                _newest[asker] = queueId;
                _snapshot = new(_snapshot.Version + 1, [], [.. _newest.Values]);
            }
        }

        public async Task<CatalogSnapshot?> GetAsync(long knownVersion)
        {
            CatalogSnapshot answer;
            lock (_lock)
            {
                answer = _snapshot;
            }
            await Task.Yield();
            return answer.Version == knownVersion ? null : answer;
        }

        public Task<CatalogStatus> AddConcertAsync(AddConcert command) => throw new NotSupportedException();

        public Task<CatalogStatus> AddScheduleAsync(AddSchedule command) => throw new NotSupportedException();

        public Task<CatalogStatus> AddQueueAsync(string queueId) => throw new NotSupportedException();
    }
}
