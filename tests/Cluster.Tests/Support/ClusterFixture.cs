namespace Ticketing.Cluster.Tests.Support;

/// <summary>One cluster for all tests of a class. It starts with the first test that runs.</summary>
public abstract class ClusterFixture(ClusterShape shape, string provider) : IAsyncLifetime
{
    private TestCluster? _cluster;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>The cluster with all its members, also after a test that failed and left some of them ended.</summary>
    internal async Task<TestCluster> GetAsync()
    {
        _cluster ??= await TestCluster.StartAsync(shape, provider);
        await _cluster.MakeWholeAsync();
        return _cluster;
    }
}
