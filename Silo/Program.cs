Console.Error.WriteLine("The silo is composed in a later commit.");
return 1;
