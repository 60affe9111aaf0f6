using Ticketing.Users;

namespace Ticketing.Tests.Users;

public sealed class RecentlyFoundTests
{
    [Fact]
    public void It_never_remembers_more_than_its_capacity()
    {
        var found = new RecentlyFound<string>(10);
        for (var i = 0; i < 1000; i++)
        {
            found.Add($"id{i}", "value");
            found.Count.ShouldBeLessThanOrEqualTo(10);
        }
    }

    [Fact]
    public void What_is_asked_for_again_and_again_stays()
    {
        var found = new RecentlyFound<string>(10);
        found.Add("wanted", "value");
        for (var i = 0; i < 1000; i++)
        {
            found.Add($"id{i}", "other");
            found.Find("wanted").ShouldBe("value");
        }

        found.Find("id0").ShouldBeNull();
    }
}
