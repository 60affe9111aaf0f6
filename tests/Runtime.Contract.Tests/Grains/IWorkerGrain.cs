using Orleans.Concurrency;

namespace Ticketing.Runtime.Contract.Tests.Grains;

[Alias("contract.worker")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Notes its start, waits for the gate of that name, notes its end.</summary>
    [Alias("hold")]
    Task HoldAsync(string gate);
}

[StatelessWorker(2)]
public sealed class WorkerGrain(Probe probe) : Grain, IWorkerGrain
{
    public async Task HoldAsync(string gate)
    {
        probe.Note($"holds {gate}");
        await probe.Gate(gate);
        probe.Note($"held {gate}");
    }
}
