using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Starts and stops the runtime with its host.</summary>
internal sealed class SiloHostedService(
    SiloLifecycle lifecycle,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in participants)
        {
            participant.Participate(lifecycle);
        }

        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await lifecycle.StopAsync(CancellationToken.None);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => lifecycle.StopAsync(cancellationToken);
}
