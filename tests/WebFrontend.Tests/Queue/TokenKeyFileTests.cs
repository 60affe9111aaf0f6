using Ticketing.WebFrontend.Queue.Tokens;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class TokenKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ticketing-keys-").FullName;

    private string File => Path.Combine(_folder, TokenKeyFile.Name);

    [Fact]
    public void A_key_is_made_once_and_found_again()
    {
        var made = TokenKeyFile.ReadOrMake(_folder).Single();
        TokenKeyFile.ReadOrMake(_folder).Single().Key.ShouldBe(made.Key);
        Directory.GetFiles(_folder).ShouldBe([File]);
    }

    [Fact]
    public void Only_the_owner_may_read_the_file()
    {
        TokenKeyFile.ReadOrMake(_folder);
        if (OperatingSystem.IsWindows())
        {
            // There, the folder's own rights decide.
            return;
        }
        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("[{\"id\":\"a\",\"key\":\"short\"}]")]
    public void A_file_without_a_usable_key_stops_the_start_and_is_left_as_it_is(string content)
    {
        System.IO.File.WriteAllText(File, content);
        Should
            .Throw<StartRefusedException>(() => TokenKeyFile.ReadOrMake(_folder))
            .Message.ShouldContain(File);
        System.IO.File.ReadAllText(File).ShouldBe(content);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
