using System.Globalization;
using Orleans.Runtime;
using Ticketing.Common;

namespace Ticketing.Queue.Line;

/// <summary>
/// The line on disk, in records of bounded size: who got the numbers of a block (grows while its numbers are given
/// out, then never changes) and how far these people are.
/// </summary>
internal sealed class LineStore(Records records, string queueId)
{
    public const string PlacesName = "queue-places";
    public const string ProgressName = "queue-progress";
    private const int ReadsAtOnce = 512;

    private readonly Dictionary<int, GrainState<BlockPlaces>> _growing = [];
    private readonly Dictionary<int, string?> _spareProgress = [];
    private readonly SortedSet<int> _unsaved = [];

    /// <summary>Reads all blocks from the first that is not over. The last one is kept, to be continued.</summary>
    public async Task LoadAsync(WaitingLine line, PlaceIndex index, QueueState state)
    {
        line.StartAt(state.FirstBlock, state.AdmittedBefore, state.AbandonedBefore);
        var ended = false;
        for (var from = state.FirstBlock; from < state.Blocks; from += ReadsAtOnce)
        {
            var blocks = Enumerable.Range(from, Math.Min(ReadsAtOnce, state.Blocks - from));
            foreach (var stored in await Task.WhenAll(blocks.Select(ReadBlockAsync)))
            {
                if (ended)
                {
                    await EmptyAsync(stored);
                    continue;
                }
                Restore(line, index, stored);
                if (stored.Places.State!.Users.Count < LineBlock.Size)
                {
                    _growing[stored.Index] = stored.Places;
                    ended = true;
                }
            }
        }
        if (line.Unsaved.Count > 0)
        {
            await SaveAsync(line);
        }
    }

    /// <summary>Adds a place to its block's record; written by <see cref="SaveAsync"/>.</summary>
    public void Add(long number, string userId, long issuedAt)
    {
        var block = LineBlock.IndexOf(number);
        if (!_growing.TryGetValue(block, out var places))
        {
            _growing[block] = places = new GrainState<BlockPlaces>(new BlockPlaces());
        }
        places.State!.Users.Add(userId);
        places.State!.IssuedAt.Add(issuedAt);
        _unsaved.Add(block);
    }

    /// <summary>Writes every block that changed and answers when all of it is on disk.</summary>
    public async Task SaveAsync(WaitingLine line)
    {
        await Task.WhenAll([
            .. _unsaved.Select(block => records.WriteAsync(PlacesName, Key(block), _growing[block])),
            .. line.Unsaved.Select(block => SaveProgressAsync(line, block)),
        ]);
        line.MarkSaved();
        var tail = LineBlock.IndexOf(line.NextNumber);
        foreach (var full in _unsaved.Where(block => block < tail))
        {
            _growing.Remove(full);
        }
        _unsaved.Clear();
    }

    /// <summary>Who got the numbers of a block.</summary>
    public async Task<BlockPlaces> ReadPlacesAsync(int block) =>
        _growing.TryGetValue(block, out var growing)
            ? growing.State!
            : (await records.ReadAsync<BlockPlaces>(PlacesName, Key(block))).State!;

    /// <summary>How a place ended whose block is in memory no more.</summary>
    public async Task<PlacePhase> ReadPhaseAsync(long number)
    {
        var progress = await records.ReadAsync<BlockProgress>(ProgressName, Key(LineBlock.IndexOf(number)));
        return progress.RecordExists
            ? (PlacePhase)progress.State!.Phases[LineBlock.OffsetOf(number)]
            : PlacePhase.None;
    }

    private async Task<StoredBlock> ReadBlockAsync(int block)
    {
        var places = records.ReadAsync<BlockPlaces>(PlacesName, Key(block));
        var progress = records.ReadAsync<BlockProgress>(ProgressName, Key(block));
        return new StoredBlock(block, await places, await progress);
    }

    private static void Restore(WaitingLine line, PlaceIndex index, StoredBlock stored)
    {
        var users = stored.Places.State!.Users;
        var block = new LineBlock(stored.Index)
        {
            Count = users.Count,
            ProgressETag = stored.Progress.RecordExists ? stored.Progress.ETag : null,
        };
        stored.Progress.State!.Phases.CopyTo(block.Phases, 0);
        var active = stored.Progress.State!.Active;
        line.Restore(
            block,
            active.ToDictionary(a => a.Offset, a => new ActivePlace(a.ServiceEnd, a.Until, 0))
        );
        for (var offset = 0; offset < block.Count; offset++)
        {
            if (!((PlacePhase)block.Phases[offset]).HasEnded())
            {
                index.Add(PlaceIndex.KeyOf(users[offset]), block.NumberAt(offset));
            }
        }
    }

    // A crash may leave the records of later blocks without those of an earlier one. Nobody was told of these
    // places, so they are given out anew; only the versions of the records must be known.
    private async Task EmptyAsync(StoredBlock stored)
    {
        if (stored.Places.RecordExists)
        {
            stored.Places.State = new BlockPlaces();
            _growing[stored.Index] = stored.Places;
        }
        if (stored.Progress.RecordExists)
        {
            stored.Progress.State = new BlockProgress();
            await records.WriteAsync(ProgressName, Key(stored.Index), stored.Progress);
            _spareProgress[stored.Index] = stored.Progress.ETag;
        }
    }

    private async Task SaveProgressAsync(WaitingLine line, LineBlock block)
    {
        if (_spareProgress.Remove(block.Index, out var spare))
        {
            block.ProgressETag = spare;
        }
        var record = new GrainState<BlockProgress>(ToProgress(line, block))
        {
            ETag = block.ProgressETag!,
            RecordExists = block.ProgressETag is not null,
        };
        await records.WriteAsync(ProgressName, Key(block.Index), record);
        block.ProgressETag = record.ETag;
    }

    private static BlockProgress ToProgress(WaitingLine line, LineBlock block)
    {
        var progress = new BlockProgress { Phases = [.. block.Phases] };
        for (var offset = 0; block.Active > 0 && offset < block.Count; offset++)
        {
            if (block.Phases[offset] == (byte)PlacePhase.Active)
            {
                var place = line.Active[block.NumberAt(offset)];
                progress.Active.Add(new ActiveRecord(offset, place.ServiceEnd, place.Until));
            }
        }
        return progress;
    }

    private string Key(int block) => string.Create(CultureInfo.InvariantCulture, $"{queueId}/{block}");

    private sealed record StoredBlock(
        int Index,
        GrainState<BlockPlaces> Places,
        GrainState<BlockProgress> Progress
    );
}
