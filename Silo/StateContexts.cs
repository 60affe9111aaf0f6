using Ticketing.Queue;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Tells the storage how the states of this program are written.</summary>
internal static class StateContexts
{
    /// <summary>Adds the JSON contexts that were made at build time.</summary>
    public static void AddTo(GroupCommitStorageOptions options)
    {
        options.JsonTypeInfoResolvers.Add(TicketingGrains.StateJson);
        options.JsonTypeInfoResolvers.Add(QueueStateJson.Default);
    }
}
