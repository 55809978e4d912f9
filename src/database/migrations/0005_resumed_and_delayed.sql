ALTER TABLE "campaigns" ADD COLUMN "resumed_at" timestamp (6) with time zone;--> statement-breakpoint
CREATE INDEX "deliveries_delayed" ON "deliveries" USING btree ("campaign_id") WHERE "deliveries"."delayed_at" is not null;
