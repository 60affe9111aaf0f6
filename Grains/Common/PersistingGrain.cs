namespace Ticketing.Common;

/// <summary>
/// A grain that changes its state only together with a write. What it has in memory is what storage
/// acknowledged.
/// </summary>
internal abstract class PersistingGrain : Grain
{
    /// <summary>
    /// Stores the next state and then takes it over. Where the write throws, the old state stays and the
    /// activation steps down: the outcome may be unknown, and the next activation reads what is true.
    /// </summary>
    protected async Task PersistAsync<T>(IPersistentState<T> record, T next)
    {
        var previous = record.State;
        record.State = next;
        try
        {
            await record.WriteStateAsync();
        }
        catch
        {
            record.State = previous;
            DeactivateOnIdle();
            throw;
        }
    }
}
