namespace Ticketing.Storage.Tests;

public sealed class WaitingRoomTests
{
    private readonly WaitingRoom _room = new("writes", 3, 100, TimeSpan.FromSeconds(1));

    [Fact]
    public void One_byte_too_many_is_refused_and_nothing_of_it_is_counted()
    {
        _room.Enter(60);
        var refused = Should.Throw<StorageUnavailableException>(() => _room.Enter(41));
        refused.Message.ShouldContain("Storage:MaxWaitingBytes");

        _room.Enter(40);
        _room.Count.ShouldBe(2);
    }

    [Fact]
    public void An_operation_alone_fits_however_large_it_is()
    {
        _room.Enter(1_000);
        Should.Throw<StorageUnavailableException>(() => _room.Enter(1));

        _room.Leave(1_000);
        _room.Enter(1);
    }
}
