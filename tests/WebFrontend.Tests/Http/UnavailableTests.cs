using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Ticketing.Storage;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class UnavailableTests : IAsyncLifetime
{
    private readonly Switch _storage = new();
    private readonly TestServer _server;

    public UnavailableTests() =>
        _server = new TestServer().With(builder =>
        {
            builder.Services.AddKeyedSingleton<IGrainStorage>(
                "tickets",
                (services, _) => _storage.Over(services)
            );
            builder.Services.AddSingleton<IStorageHealth>(_storage);
        });

    [Fact]
    public async Task While_storage_is_away_writes_get_503_and_polls_go_on_and_afterwards_all_is_well()
    {
        var show = await _server.NewShowAsync();
        var buyer = await _server.NewBuyerAsync(money: 50_000);
        var held = await buyer.ReserveAsync(show, 1);
        _storage.IsAway = true;

        Refused(await buyer.ChargeAsync(1_000));
        Refused(await buyer.ReserveAsync(show, 2));
        Refused(await buyer.PayAsync(held.String("reservationId")));
        Refused(await _server.PostAsync("/api/users", new { name = "Late" }));
        (await buyer.PollAsync()).ShouldBe(HttpStatusCode.OK);
        (await _server.GetAsync("/alive")).ShouldBe(HttpStatusCode.OK);
        var health = await _server.GetAsync("/health");
        health.ShouldBe(HttpStatusCode.ServiceUnavailable);
        health["storage"].GetProperty("status").GetString().ShouldBe("unreachable");

        _storage.IsAway = false;
        (await buyer.PayAsync(held.String("reservationId"))).ShouldBe(HttpStatusCode.Created);
        var owner = await buyer.JoinAgainAsync();
        (await owner.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(40_000);
        (await _server.AdminAsync(HttpMethod.Post, "/audit"))["ok"].GetBoolean().ShouldBeTrue();
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    private static void Refused(Answer answer) =>
        answer.ShouldRefuse(503, "unavailable").Header("Retry-After").ShouldNotBeNull();

    private sealed class Switch : IGrainStorage, IStorageHealth
    {
        private IGrainStorage? _inner;

        public bool IsAway { get; set; }

        public Switch Over(IServiceProvider services)
        {
            _inner = services.GetRequiredService<IGrainStorage>();
            return this;
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsAway ? Away() : _inner!.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsAway ? Away() : _inner!.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsAway ? Away() : _inner!.ClearStateAsync(stateName, grainId, grainState);

        public Task<StorageHealth> CheckAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new StorageHealth(!IsAway, "a switch", IsAway ? "It is away." : null));

        private static Task Away() =>
            Task.FromException(new StorageUnavailableException("The storage is away."));
    }
}
