"""How often a meeting was moved, so that calendar programs know which file is the newest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_minutes")]

    operations = [
        migrations.AddField("meeting", "moved", models.PositiveSmallIntegerField(default=0)),
    ]
