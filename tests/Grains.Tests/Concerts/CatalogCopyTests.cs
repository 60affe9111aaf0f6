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
            catalog.Add(queueId);
            missed += await copy.HasQueueAsync(queueId) ? 0 : 1;
        }
        return missed;
    }

    private sealed class GrowingCatalog : ICatalogGrain
    {
        private readonly Lock _lock = new();
        private CatalogSnapshot _snapshot = new(1, [], []);

        public void Add(string queueId)
        {
            lock (_lock)
            {
                // The newest are enough: each asker looks for its own newest only.
                var ids = _snapshot.QueueIds.Length < 1_000 ? _snapshot.QueueIds : _snapshot.QueueIds[1..];
                _snapshot = new(_snapshot.Version + 1, [], ids.Add(queueId));
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
