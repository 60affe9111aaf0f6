namespace Ticketing.Queue.Line;

/// <summary>
/// Finds a user's number by the hash of the user id: 8 bytes a slot, so that a million people fit where their names
/// would not. A hash may be shared by users, so whoever asks compares the user id with the stored place. The hash
/// is the framework's keyed one: nobody can choose ids that collide. Numbers that have ended are dropped when the
/// table grows.
/// </summary>
internal sealed class PlaceIndex(Func<long, bool> isLive)
{
    private Slot[] _slots = new Slot[256];
    private int _used;

    public static uint KeyOf(string userId) => (uint)userId.GetHashCode(StringComparison.Ordinal);

    /// <summary>The live numbers under a key: seldom more than one.</summary>
    public IEnumerable<long> Find(uint key)
    {
        var mask = _slots.Length - 1;
        for (var i = (int)key & mask; _slots[i].Number != 0; i = (i + 1) & mask)
        {
            if (_slots[i].Key == key && isLive(_slots[i].Number))
            {
                yield return _slots[i].Number;
            }
        }
    }

    /// <summary>Adds a number of a user who is known to have no live one.</summary>
    public void Add(uint key, long number)
    {
        if ((_used + 1) * 4L > _slots.Length * 3L)
        {
            Grow();
        }
        Insert(new Slot(key, checked((uint)number)));
    }

    // A number that has ended makes place for another one of its key.
    private void Insert(Slot slot)
    {
        var mask = _slots.Length - 1;
        var i = (int)slot.Key & mask;
        while (_slots[i].Number != 0 && !(_slots[i].Key == slot.Key && !isLive(_slots[i].Number)))
        {
            i = (i + 1) & mask;
        }
        _used += _slots[i].Number == 0 ? 1 : 0;
        _slots[i] = slot;
    }

    private void Grow()
    {
        var old = _slots;
        var live = old.Count(slot => slot.Number != 0 && isLive(slot.Number));
        _slots = new Slot[live * 2L > old.Length ? old.Length * 2 : old.Length];
        _used = 0;
        foreach (var slot in old)
        {
            if (slot.Number != 0 && isLive(slot.Number))
            {
                Insert(slot);
            }
        }
    }

    private readonly record struct Slot(uint Key, uint Number);
}
