using Orleans.Runtime;

namespace Orleans.Hosting;

internal sealed class StartupTask(
    IServiceProvider services,
    Func<IServiceProvider, CancellationToken, Task> task,
    int stage
) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<StartupTask>(stage, token => task(services, token));
}
